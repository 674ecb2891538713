/** The person's name, from the data of any page about them. */
export function personTitle(data: unknown): string {
  return (data as { person?: { name: string } } | undefined)?.person?.name ?? 'Staff'
}
