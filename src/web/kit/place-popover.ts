/** Puts a popover under (or over) its button, inside the window. */
export function placePopover(
  popover: HTMLElement,
  button: HTMLElement,
  align: 'start' | 'end' = 'start',
  side: 'bottom' | 'top' = 'bottom',
): void {
  const box = button.getBoundingClientRect()
  const wanted = align === 'end' ? box.right - popover.offsetWidth : box.left
  const left = Math.max(8, Math.min(wanted, window.innerWidth - popover.offsetWidth - 8))
  const lowest = window.innerHeight - popover.offsetHeight - 8
  const top = side === 'top' ? box.top - popover.offsetHeight - 4 : Math.min(box.bottom + 4, lowest)
  popover.style.left = `${left}px`
  popover.style.top = `${Math.max(8, top)}px`
}
