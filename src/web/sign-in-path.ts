/** The sign-in page that leads back to this address of ours. */
export function signInPath({ pathname, search }: { pathname: string; search: string }): string {
  return `/sign-in?next=${encodeURIComponent(pathname + search)}`
}
