import { PersonChip } from '#web/kit/avatar.tsx'
import type { Column } from '#web/kit/data-grid.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { Money } from '#web/kit/money.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { formatWhen } from '#web/kit/when.tsx'
import type { Appointment } from '../contract/appointments.ts'
import { statusWords } from '../domain/status.ts'
import { paymentLook, statusLook } from './status-look.ts'

/** The columns of the list of visits. */
export const appointmentColumns: Column<Appointment>[] = [
  {
    key: 'when',
    label: 'When',
    sort: 'startsAt',
    width: 'clamp(106px, 13vw, 172px)',
    render: ({ startsAt }) => <ShortTime at={startsAt} />,
  },
  {
    key: 'customer',
    label: 'Customer',
    sort: 'customer',
    render: ({ customerName, number }) => (
      <span className="cut" title={number}>
        {customerName ?? number}
      </span>
    ),
  },
  {
    key: 'service',
    label: 'Service',
    hideOnPhone: true,
    render: ({ serviceName }) => <span className="cut">{serviceName}</span>,
  },
  {
    key: 'who',
    label: 'Who',
    width: '156px',
    hideOnPhone: true,
    render: ({ staffName }) => <PersonChip name={staffName} />,
  },
  {
    key: 'where',
    label: 'Where',
    width: '72px',
    hideOnPhone: true,
    render: ({ address }) => <span title={address.postcode}>{outcode(address.postcode)}</span>,
  },
  {
    key: 'status',
    label: 'Status',
    width: '116px',
    render: ({ status }) => <StatusPill {...statusLook[status]}>{statusWords(status)}</StatusPill>,
  },
  {
    key: 'payment',
    label: 'Payment',
    width: '132px',
    hideOnPhone: true,
    render: ({ paymentStatus }) => {
      const { tone, shape, word } = paymentLook[paymentStatus]
      return (
        <StatusPill tone={tone} shape={shape}>
          {word}
        </StatusPill>
      )
    },
  },
  {
    key: 'price',
    label: 'Price',
    sort: 'price',
    width: '96px',
    isNumber: true,
    hideOnPhone: true,
    render: ({ price, currency }) => <Money minor={price} currency={currency} />,
  },
]

/** The part of a postcode that says roughly where: `N16`. */
export function outcode(postcode: string): string {
  return postcode.split(' ')[0] ?? postcode
}

/** `Mon 30 Nov, 09:30`; the exact instant on hover. */
function ShortTime({ at }: { at: string }) {
  const { zone, locale } = useLocale()
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  })
  return (
    <time dateTime={at} title={formatWhen(at, 'full', zone, locale)} className="tn short-time">
      <span className="nw">{day.format(new Date(at))},</span>{' '}
      <span className="nw">{formatWhen(at, 'time', zone, locale)}</span>
    </time>
  )
}
