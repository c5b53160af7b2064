import { readUnchanged } from '../edition/readUnchanged.ts';
import type { Edition } from '../edition/edition.ts';
import { openSocialPress, type SocialPress } from '../pictures/social/socialPress.ts';
import type { DrawnPicture } from '../pages/drawnPictures.ts';
import type { PreviewAnswer } from '../serve/previewSite.ts';

/** Answers for the social pictures of an edition: one is drawn when somebody wants to see it. */
export function drawOnDemand(
  edition: Pick<Edition, 'social' | 'look' | 'media'>,
): (path: string) => PreviewAnswer | undefined {
  let drawn: ReadonlyMap<string, DrawnPicture> | undefined;
  let press: Promise<SocialPress | undefined> | undefined;
  const draw = async function* ({ picture, photo }: DrawnPicture): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    press ??= openSocialPress(edition.look).then(({ value }) => value);
    const opened = await press;
    const source = photo && edition.media.sourceOf(photo);
    const bytes = source && picture.photo && readUnchanged(source, picture.photo.digest).value;
    // What cannot be drawn is a fault that the next build tells.
    if (!picture.photo) yield* opened ? [new Uint8Array(opened.print(picture))] : [];
    else if (opened && bytes) {
      const made = await opened
        .printPhoto({ ...picture, photo: picture.photo }, bytes)
        .catch(() => undefined);
      yield* made ? [new Uint8Array(made)] : [];
    }
  };
  return (path) => {
    drawn ??= new Map(edition.social.drawn().map((one) => [one.url.slice(1), one]));
    const wanted = drawn.get(path);
    if (!wanted) return undefined;
    const type = wanted.picture.photo ? 'image/jpeg' : 'image/png';
    return { status: 200, type, body: ReadableStream.from(draw(wanted)) };
  };
}
