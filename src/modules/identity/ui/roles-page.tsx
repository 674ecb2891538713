import './identity.css'
import { serverApi } from '#web/api.ts'
import { ShapeMark } from '#web/kit/shape.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { getRoles } from '../contract/team.ts'
import type { Route } from './+types/roles-page'
import { TeamHead } from './team-head.tsx'

export const handle: PageHandle = { title: 'Roles', parent: { to: '/settings/team', label: 'Team' } }
export const meta: Route.MetaFunction = () => [{ title: 'Roles · Frontdesk' }]

export function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(getRoles, {})
}

export default function RolesPage({ loaderData }: Route.ComponentProps) {
  const { roles, groups } = loaderData
  return (
    <>
      <TeamHead lead="What each role may do. Single permissions are given and taken on a person’s own page." />
      <section className="card roles-t" aria-label="Roles and permissions" tabIndex={-1}>
        <table className="table compact">
          <thead>
            <tr>
              <th scope="col">Permission</th>
              {roles.map((role) => (
                <th key={role.key} scope="col" title={role.meaning}>
                  {role.name}
                </th>
              ))}
            </tr>
          </thead>
          {groups.map(({ group, permissions }) => (
            <tbody key={group}>
              <tr className="g">
                <th scope="rowgroup" colSpan={roles.length + 1}>
                  {group}
                </th>
              </tr>
              {permissions.map(({ key, label }) => (
                <tr key={key}>
                  <td>{label}</td>
                  {roles.map((role) => (
                    <td key={role.key}>{role.permissions.includes(key) ? <Yes /> : <No />}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
    </>
  )
}

function Yes() {
  return (
    <span className="yes">
      <ShapeMark shape="check" />
      <span className="vh">Yes</span>
    </span>
  )
}

function No() {
  return (
    <span className="muted">
      <span aria-hidden="true">–</span>
      <span className="vh">No</span>
    </span>
  )
}
