import { fileType } from './file-type.ts'

/** Would run or render in a browser, or on somebody's machine. */
const DANGEROUS =
  /^(text\/html|image\/svg|application\/(x-msdownload|x-executable|xhtml|javascript|java-archive))/

/**
 * The type under which a file that came from outside is kept; a refusal says why. A file that lies about what it is (a
 * page called a picture, an archive called a sound) is refused; a picture of another kind than declared is only a picture.
 */
export function believedType(
  declared: string,
  bytes: Uint8Array,
): { ok: true; mediaType: string } | { ok: false; reason: string } {
  if (bytes.length === 0) return { ok: false, reason: 'The file is empty.' }
  const told = declared.split(';')[0]!.trim().toLowerCase() || 'application/octet-stream'
  const found = fileType(bytes, told)
  if (DANGEROUS.test(found) || DANGEROUS.test(told)) {
    return { ok: false, reason: 'Web pages, scripts and programs are not kept.' }
  }
  const isSame = found === told || found.split('/')[0] === told.split('/')[0]
  if (isSame || told === 'application/octet-stream') return { ok: true, mediaType: found }
  return { ok: false, reason: `The file says it is ${told}, but it is ${found}.` }
}
