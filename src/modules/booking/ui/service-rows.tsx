import { Link } from 'react-router'
import { Avatar } from '#web/kit/avatar.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { Menu, MenuItem, MenuLine } from '#web/kit/menu.tsx'
import { Money } from '#web/kit/money.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { useCommand } from '#web/query.tsx'
import { deleteService, restoreService, type Service } from '../contract.ts'
import { minutesText } from './minutes.ts'
import { postedBy, swapped } from './posted-by.ts'
import { DragHandle, SortableList } from './sortable-list.tsx'
import { useOrder } from './use-order.ts'

export interface Face {
  id: string
  name: string
  photoUrl: string | null
}

/** The services of one category, in an order that can be changed. */
export function ServiceRows(props: {
  name: string
  services: readonly Service[]
  people: readonly Face[]
  mayEdit: boolean
  isFiltered: boolean
}) {
  const { name, services, people, mayEdit, isFiltered } = props
  const byId = new Map(services.map((service) => [service.id, service]))
  const order = useOrder('service', [...byId.keys()])
  const remove = useCommand(deleteService, {
    success: 'The service is in the trash',
    undo: { endpoint: restoreService, input: ({ id }) => ({ serviceId: id }) },
  })
  const maySort = mayEdit && !isFiltered && services.length > 1
  return (
    <SortableList
      name={`services-${name}`}
      ids={order.ids}
      onMove={order.moveTo}
      className="lines"
      isSortable={maySort}
    >
      {(id, index) => {
        const service = byId.get(id)
        if (!service) return null
        const move = (step: 1 | -1) => ({
          ...postedBy(`order-service:${swapped(order.ids, index, index + step)}`),
          onClick: (event: { preventDefault(): void }) => {
            event.preventDefault()
            void order.moveTo(index, index + step)
          },
        })
        return (
          <div className={`service ${service.active ? '' : 'off'}`}>
            {maySort ? <DragHandle label={`Move ${service.name}`} /> : <span />}
            <ServiceWords service={service} />
            <Faces people={people.filter((person) => service.staffIds.includes(person.id))} />
            <span className="num length">{minutesText(service.durationMinutes)}</span>
            <span className="num price">
              <b className="m">
                <Money minor={service.price} />
              </b>
              <span className="muted t12">{payText(service)}</span>
            </span>
            {mayEdit && (
              <Menu
                label={`More for ${service.name}`}
                className="btn sm icon quiet"
                align="end"
                trigger={<Icon name="more" />}
              >
                <MenuItem icon="edit" to={`/services/${id}`}>
                  Edit
                </MenuItem>
                {maySort && index > 0 && (
                  <MenuItem icon="chevron-up" {...move(-1)}>
                    Move up
                  </MenuItem>
                )}
                {maySort && index < order.ids.length - 1 && (
                  <MenuItem icon="chevron-down" {...move(1)}>
                    Move down
                  </MenuItem>
                )}
                <MenuLine />
                <MenuItem
                  icon="trash"
                  tone="bad"
                  {...postedBy(`delete-service:${id}`)}
                  onClick={(event) => {
                    event.preventDefault()
                    void remove({ serviceId: id })
                  }}
                >
                  Move to the trash
                </MenuItem>
              </Menu>
            )}
          </div>
        )
      }}
    </SortableList>
  )
}

function ServiceWords({ service }: { service: Service }) {
  return (
    <div className="service-n">
      <span className="swatch" style={{ background: service.colour }} aria-hidden="true">
        {service.imageUrl && <img src={service.imageUrl} alt="" loading="lazy" />}
      </span>
      <div className="grow">
        <div className="row wrap">
          <Link to={`/services/${service.id}`} className="m">
            {service.name}
          </Link>
          {!service.active && <StatusPill shape="ring">Switched off</StatusPill>}
          {service.active && !service.online && (
            <StatusPill tone="info" shape="dot">
              Office only
            </StatusPill>
          )}
          {service.active && service.staffIds.length === 0 && (
            <StatusPill tone="warn">Nobody does it</StatusPill>
          )}
        </div>
        <p className="muted t12 cut">
          {[service.summary, extrasText(service.extras.length)].filter(Boolean).join(' · ')}
        </p>
      </div>
    </div>
  )
}

function extrasText(count: number): string {
  if (count === 0) return ''
  return count === 1 ? '1 extra' : `${count} extras`
}

function payText({ deposit, payOnDay, price }: Service): string {
  if (deposit === null) return payOnDay ? 'online or on the day' : 'paid online'
  if (deposit === 0) return 'on the day'
  return deposit === price ? 'paid online' : 'deposit online'
}

function Faces({ people }: { people: readonly Face[] }) {
  const names = people.map(({ name }) => name).join(', ')
  return (
    <span className="faces" title={names}>
      <span className="vh">{names || 'Nobody'}</span>
      {people.slice(0, 4).map((person) => (
        <Avatar key={person.id} name={person.name} src={person.photoUrl} size="sm" />
      ))}
      {people.length > 4 && <span className="muted t12">+{people.length - 4}</span>}
    </span>
  )
}
