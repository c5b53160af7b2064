import { previewFolder } from '../serve/previewPages.ts';

/** Where forms in the preview post to. */
export const commentEndpoint = `${previewFolder}comments`;

/** Where the editor sees what waits. */
export const moderationPath = `${previewFolder}kommentare/`;
