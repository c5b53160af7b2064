export default {
  layout: 'layouts/article.njk',
  permalink: ({ page, slug }) =>
    `/${page.date.getUTCFullYear()}/${String(page.date.getUTCMonth() + 1).padStart(2, '0')}/${slug}/`,
};
