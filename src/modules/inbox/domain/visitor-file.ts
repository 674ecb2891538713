const TAKEN = /^(?:image\/(?:png|jpeg|gif|webp|heic|avif)|application\/pdf|text\/plain|audio\/|video\/)/

/** Whether visitors of a web chat may send files of this type: pictures, sound, PDF and plain text. */
export function isTakenFromVisitors(mediaType: string): boolean {
  return TAKEN.test(mediaType)
}
