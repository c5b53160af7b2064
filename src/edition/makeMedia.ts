/** Makes everything that is made of pictures: their renditions, and then the social pictures, in which some of them stand. */
import type { Diagnostic } from '../model.ts';
import { hasError } from '../report/hasError.ts';
import { drawPictures } from './drawPictures.ts';
import type { Edition } from './edition.ts';
import { makePictures, type PictureSink, type PictureWork } from './makePictures.ts';
import type { Memories } from './memories.ts';
import type { PlacedMedia } from './placeOutputs.ts';

export interface MediaWork extends Pick<PictureWork, 'workers' | 'onProgress'> {
  readonly memories: Pick<Memories, 'pictures' | 'drawings'>;
}

/** Hands over all files that the sink has not. */
export async function makeMedia(
  { broken, look }: Pick<Edition, 'broken' | 'look'>,
  { pictures, drawings }: PlacedMedia,
  { memories, ...work }: MediaWork,
  sink: PictureSink,
): Promise<readonly Diagnostic[]> {
  const faults = await makePictures({ ...work, pictures, broken, memory: memories.pictures }, sink);
  if (hasError(faults)) return faults;
  return [
    ...faults,
    ...(await drawPictures({ ...work, drawings, look, broken, memory: memories.drawings }, sink)),
  ];
}
