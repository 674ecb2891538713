const SEGMENT = /^[\w@+-][\w.@+-]*$/
const LONGEST = 500

/**
 * The parts of a storage key. Keys are made by our code, so a bad one is a bug: it throws. Parts never begin with
 * a dot, so no key can climb out of its folder or hide.
 */
export function keyParts(key: string): string[] {
  const parts = key.split('/')
  if (key.length > LONGEST || !parts.every((part) => SEGMENT.test(part))) {
    throw new Error(
      `"${key.slice(0, 80)}" is not a storage key: use letters, digits, . _ - @ + and / between.`,
    )
  }
  return parts
}
