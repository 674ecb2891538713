import { createContext } from 'react-router'

/** What a request brings along; the server sets it on the RouterContextProvider before any loader runs. */
export interface RequestFacts {
  /** Shown to the visitor with an error, and written in every log line of the request. */
  requestId: string
  /** The nonce of the content security policy, for the few inline scripts. */
  nonce: string
  /** Full paths of every page that exists (`/settings/team`), so menus never point at nothing. */
  paths: readonly string[]
  /** Notes an unexpected error of a loader, action or render in the server's log. */
  report(error: unknown): void
}

export const requestFacts = createContext<RequestFacts>({
  requestId: '',
  nonce: '',
  paths: [],
  report: () => {},
})
