// What windows-1252 has where ISO 8859-1 has control characters, in the order of the bytes 0x80 to 0x9f.
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'
const byteOfHigh = new Map([...HIGH].map((char, index) => [char, 0x80 + index]))
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** UTF-8 that was read as windows-1252 ("GrÃ¼ÃŸe"), because its mail says us-ascii or a name that nobody knows: read anew. */
export function mendUtf8(text: string): string {
  if (!hasMojibake(text)) return text
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const byte = code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : byteOfHigh.get(text[i]!)
    if (byte === undefined) return text
    bytes[i] = byte
  }
  try {
    return utf8.decode(bytes)
  } catch {
    return text
  }
}

/** Signs of UTF-8 read as windows-1252: a lead byte and a byte that follows one. */
export function hasMojibake(text: string): boolean {
  return /[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]/.test(
    text,
  )
}

/** The same mail with every "utf-8" in it called windows-1252; null when it never says utf-8. */
export function relabelled(raw: Uint8Array): Uint8Array | null {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1')
  const other = text.replace(/charset\s*=\s*"?utf-?8"?/gi, 'charset=windows-1252')
  return other === text ? null : Buffer.from(other, 'latin1')
}
