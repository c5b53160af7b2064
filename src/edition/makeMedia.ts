/** Makes everything that is made of pictures: their renditions, and then the social pictures, in which some of them stand. */
import type { Diagnostic } from '../model.ts';
import { hasError } from '../report/hasError.ts';
import { drawPictures } from './drawPictures.ts';
import type { SiteSnapshot } from './edition.ts';
import { makePictures, type PictureSink, type PictureWork } from './makePictures.ts';
import type { SiteCaches } from './memories.ts';
import type { RoutedMedia } from './placeOutputs.ts';

export interface MediaWork extends Pick<PictureWork, 'workers' | 'onProgress'> {
  readonly caches: Pick<SiteCaches, 'pictures' | 'drawings'>;
}

/** Draws all files that the sink lacks. */
export async function makeMedia(
  { broken, look }: Pick<SiteSnapshot, 'broken' | 'look'>,
  { pictures, drawings }: RoutedMedia,
  { caches, ...work }: MediaWork,
  sink: PictureSink,
): Promise<readonly Diagnostic[]> {
  const faults = await makePictures({ ...work, pictures, broken, cache: caches.pictures }, sink);
  if (hasError(faults)) return faults;
  return [
    ...faults,
    ...(await drawPictures({ ...work, drawings, look, broken, cache: caches.drawings }, sink)),
  ];
}
