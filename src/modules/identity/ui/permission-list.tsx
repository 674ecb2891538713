import { Form } from 'react-router'
import { SelectField } from '#web/kit/field.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { permissionGroups } from '../contract/permissions.ts'
import type { MemberDetail } from '../contract/team.ts'
import { effectivePermissions } from '../domain/permissions.ts'
import { SaveBar } from './save-bar.tsx'

/** Every permission of a member: what the roles give, and what was given or taken beyond. */
export function PermissionList({ member, canChange }: { member: MemberDetail; canChange: boolean }) {
  const byRole = effectivePermissions(member.roles, [])
  const grants = new Map(member.grants.map(({ key, granted }) => [key as string, granted]))
  return (
    <section className="card" aria-labelledby="single-permissions">
      <Form method="post" key={JSON.stringify(member.grants)}>
        <input type="hidden" name="intent" value="permissions" />
        <header className="card pad" style={{ border: 0 }}>
          <h2 id="single-permissions">Single permissions</h2>
          <p className="muted t13">Beyond the roles, or short of them. A “No” wins over every role.</p>
        </header>
        <fieldset disabled={!canChange}>
          {permissionGroups.map(({ group, permissions }) => (
            <div key={group}>
              <h3 className="perm-g">{group}</h3>
              <ul className="lines">
                {permissions.map(({ key, label }) => (
                  <li key={key} className="perm">
                    <span className="row wrap">
                      {label}
                      {grants.has(key) && (
                        <StatusPill tone={grants.get(key) ? 'info' : 'warn'}>
                          {grants.get(key) ? 'Given' : 'Taken away'}
                        </StatusPill>
                      )}
                    </span>
                    <SelectField
                      name={key.replace('.', '_')}
                      label={label}
                      hideLabel
                      defaultValue={grants.has(key) ? (grants.get(key) ? 'yes' : 'no') : 'role'}
                      options={[
                        { value: 'role', label: `By role: ${byRole.has(key) ? 'yes' : 'no'}` },
                        { value: 'yes', label: 'Yes' },
                        { value: 'no', label: 'No' },
                      ]}
                    />
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </fieldset>
        {canChange && (
          <div className="form" style={{ padding: '8px 16px 16px' }}>
            <SaveBar isSecond label="Save permissions" intent="permissions" />
          </div>
        )}
      </Form>
    </section>
  )
}
