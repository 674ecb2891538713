import { CheckboxCard } from '#web/kit/choice-card.tsx'
import { FieldGroup } from '#web/kit/field.tsx'
import { roles as everyRole } from '../contract/permissions.ts'
import { describeRole } from '../domain/permissions.ts'

/** Chooses one or more roles, each with what it means. Only owners are offered the owner's role. */
export function RoleChoice({ chosen, mayMakeOwners }: { chosen: readonly string[]; mayMakeOwners: boolean }) {
  return (
    <FieldGroup name="roles" label="Roles" help="Several add up.">
      {everyRole.map((role) => {
        const { name, meaning } = describeRole(role)
        const isFixed = role === 'owner' && !mayMakeOwners
        return (
          <CheckboxCard
            key={role}
            name="roles[]"
            value={role}
            title={name}
            detail={meaning}
            defaultChecked={chosen.includes(role)}
            disabled={isFixed}
          />
        )
      })}
    </FieldGroup>
  )
}
