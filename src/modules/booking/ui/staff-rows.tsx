import { Link } from 'react-router'
import { Avatar } from '#web/kit/avatar.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { Menu, MenuItem, MenuLine } from '#web/kit/menu.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { useCommand } from '#web/query.tsx'
import { deleteStaffMember, restoreStaffMember, type StaffMember } from '../contract.ts'
import { type WorkDay, workMinutes } from '../domain/week.ts'
import { minutesText } from './minutes.ts'
import { phoneText } from './phone-text.ts'
import { postedBy, swapped } from './posted-by.ts'
import { DragHandle, SortableList } from './sortable-list.tsx'
import { useOrder } from './use-order.ts'
import { WeekStrip } from './week-strip.tsx'

type Person = StaffMember & { week: WorkDay[] }

interface StaffRowsProps {
  people: readonly Person[]
  services: readonly { id: string; name: string }[]
  maySort: boolean
  mayEdit: boolean
}

/** Everybody in a row: who, what, where, and this week's hours. */
export function StaffRows({ people, services, maySort, mayEdit }: StaffRowsProps) {
  const byId = new Map(people.map((person) => [person.id, person]))
  const order = useOrder('staff', [...byId.keys()])
  const remove = useCommand(deleteStaffMember, {
    success: 'The person is in the trash',
    undo: { endpoint: restoreStaffMember, input: ({ id }) => ({ staffId: id }) },
  })
  const move = (index: number, step: 1 | -1) => ({
    ...postedBy(`order:${swapped(order.ids, index, index + step)}`),
    onClick: (event: { preventDefault(): void }) => {
      event.preventDefault()
      void order.moveTo(index, index + step)
    },
  })
  const isSortable = maySort && people.length > 1
  return (
    <SortableList
      name="staff"
      ids={order.ids}
      onMove={order.moveTo}
      className="lines"
      isSortable={isSortable}
    >
      {(id, index) => {
        const person = byId.get(id)
        if (!person) return null
        return (
          <div className={`staff-row ${person.active ? '' : 'off'}`}>
            {isSortable ? <DragHandle label={`Move ${person.name}`} /> : <span />}
            <Who person={person} />
            <Skills
              names={services.filter((one) => person.serviceIds.includes(one.id)).map(({ name }) => name)}
            />
            <Places person={person} />
            <Link to={`/staff/${id}/hours`} className="hours">
              <WeekStrip days={person.week} />
              <span className="muted t12 tn nw">{minutesText(workMinutes(person.week))} this week</span>
            </Link>
            {mayEdit ? (
              <Menu
                label={`More for ${person.name}`}
                className="btn sm icon quiet"
                align="end"
                trigger={<Icon name="more" />}
              >
                <MenuItem icon="edit" to={`/staff/${id}`}>
                  Edit
                </MenuItem>
                <MenuItem icon="clock" to={`/staff/${id}/hours`}>
                  Weekly hours
                </MenuItem>
                <MenuItem icon="calendar" to={`/staff/${id}/exceptions`}>
                  Time off
                </MenuItem>
                <MenuItem icon="pin" to={`/staff/${id}/areas`}>
                  Areas
                </MenuItem>
                <MenuLine />
                {maySort && index > 0 && (
                  <MenuItem icon="chevron-up" {...move(index, -1)}>
                    Move up
                  </MenuItem>
                )}
                {maySort && index < order.ids.length - 1 && (
                  <MenuItem icon="chevron-down" {...move(index, 1)}>
                    Move down
                  </MenuItem>
                )}
                <MenuItem
                  icon="trash"
                  tone="bad"
                  {...postedBy(`delete:${id}`)}
                  onClick={(event) => {
                    event.preventDefault()
                    void remove({ staffId: id })
                  }}
                >
                  Move to the trash
                </MenuItem>
              </Menu>
            ) : (
              <span />
            )}
          </div>
        )
      }}
    </SortableList>
  )
}

function Who({ person }: { person: StaffMember }) {
  return (
    <div className="who">
      <span className="ringed" style={{ borderColor: person.colour }}>
        <Avatar name={person.name} src={person.photoUrl} size="lg" />
      </span>
      <div className="grow">
        <div className="row wrap">
          <Link to={`/staff/${person.id}`} className="m">
            {person.name}
          </Link>
          {!person.active && <StatusPill shape="ring">Paused</StatusPill>}
        </div>
        <p className="muted t12 cut">
          {person.phone ? phoneText(person.phone) : (person.email ?? 'No phone or e-mail')}
        </p>
      </div>
    </div>
  )
}

function Skills({ names }: { names: readonly string[] }) {
  if (names.length === 0) {
    return (
      <div className="skills">
        <StatusPill tone="warn">No services</StatusPill>
      </div>
    )
  }
  return (
    <div className="skills" title={names.join(', ')}>
      {names.slice(0, 2).map((name) => (
        <span key={name} className="tag">
          <span className="cut">{name}</span>
        </span>
      ))}
      {names.length > 2 && <span className="muted t12 nw">+{names.length - 2}</span>}
    </div>
  )
}

function Places({ person }: { person: StaffMember }) {
  const [first, ...rest] = person.areas
  if (!first) {
    return (
      <div className="places">
        <StatusPill tone="warn">No area</StatusPill>
      </div>
    )
  }
  return (
    <div className="places t13">
      <span className="nw">
        {first.postcode} <span className="muted">· {first.radiusKm} km</span>
      </span>
      {rest.length > 0 && <span className="muted t12"> +{rest.length}</span>}
    </div>
  )
}
