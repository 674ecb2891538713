/** Where a stored picture of a service or person is fetched; null without one. The key never changes its content. */
export function pictureUrl(orgSlug: string, key: string | null): string | null {
  return key && `/api/v1/public/${orgSlug}/pictures/${key.split('/').at(-1)}`
}
