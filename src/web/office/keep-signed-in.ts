import { useEffect } from 'react'
import { refreshSession } from '#modules/identity/contract/account.ts'
import { api } from '../api.ts'
import { isSessionEnd, leaveForSignIn } from '../session-end.ts'

const KEY = 'session-prolonged-at'
const DAY = 24 * 3_600_000
/** A tab may stay open for weeks: it looks again this often. */
const LOOK_EVERY = 3_600_000

/** Prolongs the session once a day while the office is open, over all tabs of this browser (IDEN-010). */
export function useKeepSignedIn(): void {
  useEffect(() => {
    const look = () => void prolongIfDue()
    look()
    const timer = setInterval(look, LOOK_EVERY)
    return () => clearInterval(timer)
  }, [])
}

async function prolongIfDue(): Promise<void> {
  try {
    const last = Number(localStorage.getItem(KEY))
    if (Date.now() - last < DAY && last <= Date.now()) return
    await api(refreshSession, {})
    localStorage.setItem(KEY, String(Date.now()))
  } catch (error) {
    // Offline, storage forbidden, or viewing as somebody else: the next look tries again.
    if (isSessionEnd(error)) leaveForSignIn()
  }
}
