import { LinkButton } from '#web/kit/button.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { Tabs } from '#web/kit/tabs.tsx'
import { useMay } from '#web/session.ts'

/** The head that the three pages of the team share. */
export function TeamHead({ lead }: { lead: string }) {
  const mayManage = useMay('team.manage')
  return (
    <>
      <PageHead
        title="Team"
        lead={lead}
        actions={
          mayManage && (
            <LinkButton to="/settings/team/invite" tone="primary" icon="plus">
              Invite a colleague
            </LinkButton>
          )
        }
      />
      <Tabs
        label="Team"
        tabs={[
          { to: '/settings/team', label: 'People' },
          { to: '/settings/team/invitations', label: 'Invitations' },
          { to: '/settings/team/roles', label: 'Roles' },
        ]}
      />
    </>
  )
}
