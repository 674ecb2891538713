import { listServices, type Service } from '#modules/booking/contract/catalogue.ts'
import { InboxPicker } from '#modules/inbox/ui/public.ts'
import { useLocale } from '../../kit/locale.tsx'
import { formatMoney } from '../../kit/money.tsx'
import { useApi } from '../../query.tsx'
import { useSession } from '../../session.ts'

interface PickerProps {
  anchor: HTMLElement | null
  /** Puts words into the reply that is being written. */
  onWrite: (text: string) => void
  onClose: () => void
}

/** The catalogue beside the reply: what is chosen goes into it with its price and the link to book it (INBX-014). */
export function ServicePicker({ anchor, onWrite, onClose }: PickerProps) {
  const { org } = useSession()
  const { locale } = useLocale()
  const { data, isPending, error } = useApi(listServices, { active: true })
  const services = data?.items.filter(({ online }) => online) ?? []
  const priceOf = ({ price }: Service) => formatMoney(price, org.currency, { locale })
  return (
    <InboxPicker
      title="Offer a service"
      anchor={anchor}
      isBusy={isPending}
      empty={error ? error.detail : 'No service can be booked online'}
      options={services.map((service) => ({
        key: service.id,
        label: service.name,
        detail: priceOf(service),
        ...(service.categoryName && { group: service.categoryName }),
      }))}
      onPick={(id) => {
        const service = services.find((one) => one.id === id)
        if (!service) return
        const { name, summary, durationMinutes } = service
        const link = `${window.location.origin}/o/${org.slug}/book?service=${id}`
        const facts = `${name}: ${priceOf(service)}, ${inWords(durationMinutes)}.`
        onWrite(`${[facts, summary].filter(Boolean).join(' ')}\nBook it here: ${link}`)
      }}
      onClose={onClose}
    />
  )
}

function inWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ')
}
