/** What was looked at, what was found, and what to do about it. */
export interface Check {
  name: string
  /** A warning is still `ok`: everything works today. */
  level: 'fine' | 'warning' | 'fault'
  ok: boolean
  detail: string
  fix?: string
}

export const fine = (name: string, detail: string): Check => ({ name, level: 'fine', ok: true, detail })

export const warning = (name: string, detail: string, fix: string): Check => ({
  name,
  level: 'warning',
  ok: true,
  detail,
  fix,
})

export const fault = (name: string, detail: string, fix: string): Check => ({
  name,
  level: 'fault',
  ok: false,
  detail,
  fix,
})

/** An address without its password, fit to be shown. */
export function withoutSecret(address: string): string {
  return address.replace(/:\/\/[^@/]*@/, '://')
}
