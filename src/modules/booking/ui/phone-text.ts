/** A stored number as it is read: British mobiles in groups, others as they are. */
export function phoneText(phone: string): string {
  return phone.replace(/^\+44(7\d{3})(\d{6})$/, '0$1 $2')
}
