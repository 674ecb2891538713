/** The key of a picture's file in storage. */
export function pictureFile(orgId: string, key: string): string {
  return `${orgId}/pictures/${key}`
}
