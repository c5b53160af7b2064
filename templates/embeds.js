/**
 * Loads what an article embeds from another site, when the reader asks for it and never before. Without this
 * script the link below leads there. Nothing is remembered: who comes again is asked again.
 */
for (const figure of document.querySelectorAll('[data-embed]')) {
  const box = figure.querySelector('.embed-box');
  const button = figure.querySelector('button');
  if (!(figure instanceof HTMLElement) || !box || !button) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    const frame = document.createElement('iframe');
    // The frame's own origin, not ours: it may use its own storage, but nothing of this page.
    frame.setAttribute(
      'sandbox',
      'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms allow-presentation',
    );
    frame.allow = 'fullscreen; encrypted-media; picture-in-picture';
    // Some players refuse pages that do not say where they are; they learn the host, not the article.
    frame.referrerPolicy = 'strict-origin-when-cross-origin';
    frame.title = figure.dataset['title'] ?? '';
    frame.src = figure.dataset['embed'] ?? '';
    box.replaceChildren(frame);
    box.classList.add('embed-loaded');
    frame.focus();
  });
}
