import type { APIRequestContext } from '@playwright/test'
import { PASSWORD, people } from './people.ts'

export const POSTCODE = 'N16 8JR'
export const ORG = 'brightside'

export interface Slot {
  startsAt: string
  endsAt: string
  staffId: string
  staffName: string
}

export interface Booked {
  id: string
  number: string
  startsAt: string
  token: string
  staffName: string
}

/** The demonstration firm by its public API and, for looking behind the scenes, as its owner. */
export class Desk {
  readonly request: APIRequestContext

  constructor(request: APIRequestContext) {
    this.request = request
  }

  async get<T>(path: string, params: Record<string, string | number> = {}): Promise<T> {
    return this.answer(await this.request.get(`/api/v1${path}`, { params }), path)
  }

  async post<T>(path: string, data: object): Promise<T> {
    return this.answer(await this.request.post(`/api/v1${path}`, { data }), path)
  }

  async put<T>(path: string, data: object): Promise<T> {
    return this.answer(await this.request.put(`/api/v1${path}`, { data }), path)
  }

  private async answer<T>(response: Awaited<ReturnType<APIRequestContext['get']>>, path: string): Promise<T> {
    if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`)
    return (await response.json()) as T
  }

  async signIn(): Promise<void> {
    await this.post('/sign-in', { email: people.owner, password: PASSWORD })
  }

  async service(name = 'Regular clean'): Promise<{ id: string; name: string; price: number }> {
    const { items } = await this.get<{ items: { id: string; name: string; price: number }[] }>(
      `/public/${ORG}/services`,
      { postcode: POSTCODE },
    )
    return items.find((item) => item.name === name)!
  }

  /** Free times of a week that begins so many days from now. */
  async slots(options: { inDays: number; service?: string; staffId?: string }): Promise<Slot[]> {
    const { id } = await this.service(options.service)
    const { slots } = await this.get<{ slots: Slot[] }>(`/public/${ORG}/slots`, {
      serviceId: id,
      postcode: POSTCODE,
      fromDay: dayIn(options.inDays),
      days: 7,
      ...(options.staffId && { staffId: options.staffId }),
    })
    return slots
  }

  /** A guest's visit, paid on the day, booked behind the scenes. */
  async book(options: {
    startsAt: string
    staffId?: string
    name?: string
    email?: string
    phone?: string
    service?: string
  }) {
    const { id } = await this.service(options.service)
    const {
      startsAt,
      staffId,
      name = 'Grace Obi',
      email = 'grace.obi@example.com',
      phone = '07700 900142',
    } = options
    return this.post<Booked>(`/public/${ORG}/appointments`, {
      serviceId: id,
      startsAt,
      ...(staffId && { staffId }),
      name,
      email,
      phone,
      address: { line1: '12 Albion Road', city: 'London', postcode: POSTCODE },
    })
  }
}

/** `2026-11-28`, so many days from today. */
export function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
