/** The worker thread: draws social pictures without photographs, in the look that it was started with. */
import { answerBatches } from '../cache/workerPool.ts';
import type { SocialLook } from '../images/socialCards/socialPicture.ts';
import { openSocialRenderer } from '../images/socialCards/socialRenderer.ts';
import type { DrawingTask, FinishedDrawing } from './makeMedia.ts';

await answerBatches(async (look: SocialLook) => {
  const { value: renderer } = await openSocialRenderer(look);
  if (!renderer) throw new Error('The fonts can no longer be read');
  return {
    answer: ({ id, picture }: DrawingTask): FinishedDrawing => ({ id, bytes: renderer.render(picture) }),
  };
});
