export default {
  layout: 'layouts/page.njk',
  permalink: ({ page }) => `/${page.fileSlug}/`,
};
