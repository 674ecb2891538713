import type { InputOf } from '#values/endpoint.ts'
import type { FormValues } from '#web/form.ts'
import type { createStaffMember } from '../contract.ts'
import { listOf, pictureOf, readForm, textOf } from './catalogue-forms.ts'

/** Reads the profile form into what the contract wants. */
export async function readStaffForm(
  form: FormData,
): Promise<{ values: FormValues; input: InputOf<typeof createStaffMember> }> {
  const { values } = readForm(form)
  const picture = await pictureOf(form, 'photo')
  return {
    values,
    input: {
      name: textOf(values, 'name'),
      email: textOf(values, 'email') || null,
      phone: textOf(values, 'phone'),
      bio: textOf(values, 'bio'),
      colour: textOf(values, 'colour') || '#3B6FA0',
      active: textOf(values, 'active') === 'true',
      // Without the field (no right to see the team) the sign-in stays as it is.
      ...(form.has('memberId') && { memberId: textOf(values, 'memberId') || null }),
      serviceIds: listOf(values, 'serviceIds'),
      ...(picture ? { photo: picture } : values['remove-photo'] && { photo: null }),
    },
  }
}
