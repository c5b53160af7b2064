/**
 * The surface that the preview's own things stand on, beside the page: its styles and the page's do not touch
 * each other. Constructed stylesheets are no inline styles to the page's content policy.
 */
const answer = await fetch(new URL('preview.css', import.meta.url));
const styles = new CSSStyleSheet();
styles.replaceSync(await answer.text());

const host = document.createElement('blattmacher-preview');
host.lang = 'de';
export const surface = host.attachShadow({ mode: 'open' });
surface.adoptedStyleSheets = [styles];
document.documentElement.append(host);
