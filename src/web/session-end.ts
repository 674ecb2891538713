import { getSession } from '#modules/identity/contract/session.ts'
import { api, isApiError } from './api.ts'
import { signInPath } from './sign-in-path.ts'

/** Whether the refusal says that nobody is signed in any more. */
export function isSessionEnd(error: unknown): boolean {
  return isApiError(error) && error.status === 401 && error.code === 'auth.required'
}

/** Leaves for the sign-in page. A whole new document: nothing that the last person saw stays in this tab. */
export function leaveForSignIn(): void {
  window.location.assign(signInPath(window.location))
}

/** The live server closed our connection: asks whether the session ended, and leaves if so. */
export async function leaveIfSignedOut(): Promise<void> {
  try {
    await api(getSession, {})
  } catch (error) {
    if (isSessionEnd(error)) leaveForSignIn()
  }
}
