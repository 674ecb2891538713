import type { FormValues } from '#web/form.ts'

const words = (value: unknown) =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((word) => word.trim())
        .filter(Boolean)
    : []

/** Lines `address, name` of a pasted list or a CSV file; a head line and quotes are left out. */
export function readList(text: string): { address: string; name: string }[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^"?(address|phone|email|number)"?\s*[,;]/i.test(line))
    .map((line) => {
      const [address = '', ...name] = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"|"$/g, ''))
      return { address, name: name.join(' ').trim() }
    })
}

/** The form of a draft as the endpoint wants it. */
export function draftInput({ tags, postcodes, list, variables, audience, ...form }: FormValues): FormValues {
  const given = (variables ?? {}) as Record<string, string>
  return {
    ...form,
    variables: Object.fromEntries(
      Object.entries(given).map(([key, value]) => [key.replace(/^v/, ''), value]),
    ),
    audience: {
      ...(audience as object),
      tags: words(tags),
      postcodes: words(postcodes),
      addresses: typeof list === 'string' ? readList(list) : [],
    },
  }
}
