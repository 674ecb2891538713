const UNKNOWN = 'application/octet-stream'

/** Types that a browser may show inside a page: pictures, sound, film, PDF. Never what can hold a script. */
const SHOWABLE: ReadonlySet<string> = new Set([
  ...['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif', 'application/pdf'],
  ...['audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/wav', 'audio/aac', 'audio/amr', 'audio/webm'],
  ...['video/mp4', 'video/webm', 'video/ogg', 'video/3gpp'],
])

/** Whether a file of this type may be shown in a page; all else is only saved. */
export function isShowable(mediaType: string): boolean {
  return SHOWABLE.has(mediaType)
}

/**
 * What a file is by its bytes, whatever its sender says. The declared type only chooses among those that the bytes allow:
 * which kind of archive, of text, of sound or film in one container.
 */
export function fileType(bytes: Uint8Array, declared: string): string {
  const told = declared.split(';')[0]!.trim().toLowerCase()
  if (bytes.length === 0) return UNKNOWN
  const found = markOf(bytes)
  if (found)
    return kin.find((types) => types[0] === found && types.includes(told)) ? told : zipped(found, told)
  const text = textOf(bytes)
  if (text === null) return UNKNOWN
  if (/<svg[\s>]/.test(text)) return 'image/svg+xml'
  if (/^<\?xml|<(!doctype|html|head|body|script|iframe|img|a|div|p|meta|style)[\s>/]/.test(text))
    return 'text/html'
  return /^(text\/(?!html|xml)[\w.+-]+|application\/json)$/.test(told) ? told : 'text/plain'
}

function zipped(found: string, told: string): string {
  if (
    found === 'application/zip' &&
    /^application\/(vnd\.openxmlformats-officedocument|vnd\.oasis\.opendocument)\.[\w.-]+$/.test(told)
  )
    return told
  if (found === 'application/x-ole-storage' && /^application\/(msword|vnd\.ms-[\w.-]+)$/.test(told))
    return told
  return found
}

/** Families that share a container: the first is what the bytes say, any of them may be meant. */
const kin: readonly (readonly string[])[] = [
  ['video/mp4', 'audio/mp4', 'video/3gpp', 'audio/3gpp'],
  ['audio/mp4', 'video/mp4'],
  ['video/3gpp', 'audio/3gpp', 'video/mp4', 'audio/mp4'],
  ['audio/ogg', 'video/ogg'],
  ['video/webm', 'audio/webm'],
]

interface Mark {
  type: string
  mark: readonly number[]
  at?: number
  also?: { mark: readonly number[]; at: number }
}

const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0))

const marks: readonly Mark[] = [
  { type: 'image/jpeg', mark: [0xff, 0xd8, 0xff] },
  { type: 'image/png', mark: [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a] },
  { type: 'image/gif', mark: ascii('GIF8') },
  { type: 'image/webp', mark: ascii('RIFF'), also: { mark: ascii('WEBP'), at: 8 } },
  { type: 'audio/wav', mark: ascii('RIFF'), also: { mark: ascii('WAVE'), at: 8 } },
  { type: 'image/tiff', mark: [0x49, 0x49, 0x2a, 0] },
  { type: 'image/tiff', mark: [0x4d, 0x4d, 0, 0x2a] },
  { type: 'image/heic', mark: ascii('ftyphei'), at: 4 },
  { type: 'image/heic', mark: ascii('ftypmif1'), at: 4 },
  { type: 'image/avif', mark: ascii('ftypavif'), at: 4 },
  { type: 'video/3gpp', mark: ascii('ftyp3g'), at: 4 },
  { type: 'audio/mp4', mark: ascii('ftypM4A'), at: 4 },
  { type: 'video/mp4', mark: ascii('ftyp'), at: 4 },
  { type: 'video/webm', mark: [0x1a, 0x45, 0xdf, 0xa3] },
  { type: 'audio/ogg', mark: ascii('OggS') },
  { type: 'audio/mpeg', mark: ascii('ID3') },
  { type: 'audio/mpeg', mark: [0xff, 0xfb] },
  { type: 'audio/mpeg', mark: [0xff, 0xf3] },
  { type: 'audio/mpeg', mark: [0xff, 0xf2] },
  { type: 'audio/amr', mark: ascii('#!AMR') },
  { type: 'audio/aac', mark: [0xff, 0xf1] },
  { type: 'audio/aac', mark: [0xff, 0xf9] },
  { type: 'application/pdf', mark: ascii('%PDF-') },
  { type: 'application/zip', mark: ascii('PK\u0003\u0004') },
  { type: 'application/zip', mark: ascii('PK\u0005\u0006') },
  { type: 'application/gzip', mark: [0x1f, 0x8b] },
  { type: 'application/x-7z-compressed', mark: [...ascii('7z'), 0xbc, 0xaf] },
  { type: 'application/x-ole-storage', mark: [0xd0, 0xcf, 0x11, 0xe0] },
  { type: 'application/x-msdownload', mark: ascii('MZ') },
  { type: 'application/x-executable', mark: [0x7f, ...ascii('ELF')] },
  { type: 'application/x-executable', mark: ascii('#!/') },
]

function markOf(bytes: Uint8Array): string | null {
  const found = marks.find(
    ({ mark, at = 0, also }) =>
      startsWith(bytes, mark, at) && (!also || startsWith(bytes, also.mark, also.at)),
  )
  return found?.type ?? null
}

function startsWith(bytes: Uint8Array, mark: readonly number[], at: number): boolean {
  return bytes.length >= at + mark.length && mark.every((byte, i) => bytes[at + i] === byte)
}

/** The beginning of a text in small letters; null for what is none. */
function textOf(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 1_024)
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return null
  return new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .trim()
    .toLowerCase()
}
