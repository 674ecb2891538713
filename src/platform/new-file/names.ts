/** The forms in which one name appears: `reschedule-appointment` is a file, a function, words, a column. */
export interface Name {
  kebab: string
  camel: string
  snake: string
  words: string
  /** `Reschedule appointment` */
  sentence: string
  /** Everything after the first word: `appointment`. */
  object: string
  verb: string
}

/** Reads a kebab-case name; throws in words when it is none. */
export function nameOf(text: string): Name {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text))
    throw new Error(`"${text}" is not a name in kebab-case, such as reschedule-appointment.`)
  const parts = text.split('-')
  const words = parts.join(' ')
  return {
    kebab: text,
    camel: text.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    snake: parts.join('_'),
    words,
    sentence: words[0]!.toUpperCase() + words.slice(1),
    object: parts.slice(1).join('_') || text,
    verb: parts[0]!,
  }
}
