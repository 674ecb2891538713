const SECRET =
  /^(url|link|token|secret|password|code|authorization|cookie)$|(Token|Secret|Password|Url|Link)$/

/** A copy for administrators' eyes: values of secret fields are hidden, on every level. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      SECRET.test(key) && typeof inner === 'string' ? '[hidden]' : redact(inner),
    ]),
  )
}
