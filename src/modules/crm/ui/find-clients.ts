import { formatPhone } from '#values/phone.ts'
import { api } from '#web/api.ts'
import type { FindSource } from '#web/office/find-sources.ts'
import { listClients } from '../contract.ts'

/** Clients in the command palette. */
export const clientSource: FindSource = {
  label: 'Clients',
  permission: 'client.view',
  async find(query, signal) {
    const { items } = await api(listClients, { q: query.slice(0, 100), limit: 8 })
    signal.throwIfAborted()
    return items.map(({ id, name, phone, address }) => ({
      id,
      label: name,
      detail: address.postcode ?? (phone ? formatPhone(phone) : undefined),
      icon: 'person' as const,
      to: `/clients/${id}`,
    }))
  },
}
