import { Form } from 'react-router'
import type { Output } from '#values/endpoint.ts'
import { PersonChip } from '#web/kit/avatar.tsx'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/field.tsx'
import { SectionHead } from '#web/kit/page-head.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import type { locatePostcode } from '../contract.ts'

interface CoverTesterProps {
  asked: string
  test: { place: Output<typeof locatePostcode> | null; fault: string | null } | null
}

/** Type a customer's postcode and see who would be offered (BOOK-016). */
export function CoverTester({ asked, test }: CoverTesterProps) {
  const place = test?.place
  return (
    <div className="card pad form">
      <SectionHead title="Who covers a postcode?" />
      <Form method="get" className="tester" preventScrollReset>
        <TextField
          name="postcode"
          id="test-postcode"
          label="A customer’s postcode"
          defaultValue={asked}
          error={test?.fault ?? undefined}
          autoComplete="off"
          placeholder="E8 1EJ"
        />
        <Button type="submit">Find out</Button>
      </Form>
      {place && (
        <div className="stack s8" role="status">
          <p className="row wrap">
            <b className="m">{place.postcode}</b>
            {place.city && <span className="muted">{place.city}</span>}
            {place.source === 'approximate' && <StatusPill tone="warn">Position approximate</StatusPill>}
          </p>
          {place.staff.length === 0 ? (
            <p>Nobody goes there. Customers there are told that you do not come yet.</p>
          ) : (
            <ul className="lines">
              {place.staff.map(({ id, name, distanceKm }) => (
                <li key={id} className="row covered">
                  <PersonChip name={name} to={`/staff/${id}/areas`} />
                  <span className="end muted tn">{distanceKm.toFixed(1)} km from the middle</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  )
}
