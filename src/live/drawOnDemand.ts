import { readUnchanged } from '../edition/readUnchanged.ts';
import type { SiteSnapshot } from '../edition/edition.ts';
import { openSocialRenderer, type SocialRenderer } from '../pictures/social/socialPress.ts';
import type { DrawnPicture } from '../pages/drawnPictures.ts';
import type { PreviewAnswer } from '../serve/previewSite.ts';

/** Serves the social pictures of a snapshot: each is drawn on its first request. */
export function drawOnDemand(
  snapshot: Pick<SiteSnapshot, 'social' | 'look' | 'media'>,
): (path: string) => PreviewAnswer | undefined {
  let drawn: ReadonlyMap<string, DrawnPicture> | undefined;
  let renderer: Promise<SocialRenderer | undefined> | undefined;
  const draw = async function* ({ picture, photo }: DrawnPicture): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    renderer ??= openSocialRenderer(snapshot.look).then(({ value }) => value);
    const opened = await renderer;
    const source = photo && snapshot.media.sourceOf(photo);
    const bytes = source && picture.photo && readUnchanged(source, picture.photo.digest).value;
    // The next build reports a picture that cannot be drawn.
    if (!picture.photo) yield* opened ? [new Uint8Array(opened.render(picture))] : [];
    else if (opened && bytes) {
      const made = await opened
        .renderPhoto({ ...picture, photo: picture.photo }, bytes)
        .catch(() => undefined);
      yield* made ? [new Uint8Array(made)] : [];
    }
  };
  return (path) => {
    drawn ??= new Map(snapshot.social.drawn().map((one) => [one.url.slice(1), one]));
    const wanted = drawn.get(path);
    if (!wanted) return undefined;
    const type = wanted.picture.photo ? 'image/jpeg' : 'image/png';
    return { status: 200, type, body: ReadableStream.from(draw(wanted)) };
  };
}
