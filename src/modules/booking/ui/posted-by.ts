/** A menu entry that posts the page's form `catalogue-acts` by itself, for browsers without JavaScript. */
export function postedBy(intent: string) {
  return { type: 'submit' as const, form: 'catalogue-acts', name: 'intent', value: intent }
}

/** The ids with one of them at another place, as one word of a form. */
export function swapped(ids: readonly string[], from: number, to: number): string {
  const next = [...ids]
  next.splice(to, 0, ...next.splice(from, 1))
  return next.join()
}
