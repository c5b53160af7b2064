export default { permalink: ({ page }) => `/${page.fileSlug}/` };
