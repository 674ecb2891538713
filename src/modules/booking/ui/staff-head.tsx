import { Form } from 'react-router'
import { Avatar } from '#web/kit/avatar.tsx'
import { Button } from '#web/kit/button.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { Tabs } from '#web/kit/tabs.tsx'
import { useMay } from '#web/session.ts'
import type { StaffMember } from '../contract.ts'
import { phoneText } from './phone-text.ts'

/** Who this is about, and the sections of the record. */
export function StaffHead({ person, today }: { person: StaffMember; today: string }) {
  const mayEdit = useMay('staff.edit')
  const base = `/staff/${person.id}`
  const upcoming = person.overrides.filter(({ day }) => day >= today).length
  return (
    <>
      <div className="head staff-head">
        <div className="row">
          <span className="ringed" style={{ borderColor: person.colour }}>
            <Avatar name={person.name} src={person.photoUrl} size="xl" />
          </span>
          <div>
            <h1>{person.name}</h1>
            <p>
              {person.active ? 'Takes visits' : <StatusPill shape="ring">Paused: no new visits</StatusPill>}
              {person.phone && ` · ${phoneText(person.phone)}`}
            </p>
          </div>
        </div>
        {mayEdit && (
          <div className="acts">
            <Form method="post" action="/staff">
              <Button type="submit" name="intent" value={`delete:${person.id}`} icon="trash">
                Move to the trash
              </Button>
            </Form>
          </div>
        )}
      </div>
      <Tabs
        label={`Sections about ${person.name}`}
        tabs={[
          { to: base, label: 'Profile' },
          { to: `${base}/hours`, label: 'Weekly hours' },
          { to: `${base}/exceptions`, label: 'Exceptions', ...(upcoming > 0 && { count: upcoming }) },
          { to: `${base}/areas`, label: 'Areas', count: person.areas.length },
        ]}
      />
    </>
  )
}
