export function commentForm(url) {
  const required = '<span class="required" aria-hidden="true">*</span>';
  return `<section class="comments" id="respond">
<h2>Schreibe einen Kommentar</h2>
<form method="post" action="https://kommentare.example.org/neu" accept-charset="utf-8">
<input type="hidden" name="article" value="${url}">
<p>Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert.</p>
<p><label for="comment">Kommentar ${required}</label><textarea id="comment" name="text" rows="8" maxlength="65525" required></textarea></p>
<p><label for="author">Name ${required}</label><input id="author" name="name" maxlength="245" autocomplete="name" required></p>
<p><label for="email">E-Mail ${required}</label><input id="email" name="email" type="email" maxlength="100" autocomplete="email" required></p>
<p><label for="url">Website</label><input id="url" name="url" type="url" maxlength="200" autocomplete="url"></p>
<p><button type="submit">Kommentar abschicken</button></p>
</form>
</section>`;
}
