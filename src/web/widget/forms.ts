import type { Chat } from './chat.ts'
import { h } from './dom.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

function labelled(words: string, field: Field): HTMLLabelElement {
  return h('label', {}, words, field)
}

/** Runs a form's work once at a time; the button says so meanwhile. */
function onSubmit(button: HTMLButtonElement, work: () => Promise<unknown>) {
  return (event: SubmitEvent) => {
    event.preventDefault()
    if (button.disabled) return
    button.disabled = true
    void work().finally(() => {
      button.disabled = false
    })
  }
}

/** "Who are you?", asked once: before the first message (then it must be answered) or after it. */
export function whoForm(chat: Chat, isRequired: boolean): HTMLFormElement {
  const name = h('input', { name: 'name', autocomplete: 'name', required: isRequired, maxlength: '120' })
  const email = h('input', {
    name: 'email',
    type: 'email',
    autocomplete: 'email',
    required: true,
    maxlength: '254',
  })
  const save = h('button', { class: 'main', type: 'submit' }, isRequired ? 'Start chat' : 'Save')
  const later = h('button', { class: 'quiet', type: 'button', onclick: () => chat.skipDetails() }, 'Not now')
  const work = () => chat.details({ name: name.value.trim(), email: email.value.trim() })
  return h(
    'form',
    { class: 'card', 'aria-label': 'Who you are', onsubmit: onSubmit(save, work) },
    h(
      'p',
      {},
      isRequired ? 'Tell us who you are, and we can begin.' : 'Where can we answer if you leave the page?',
    ),
    labelled(isRequired ? 'Your name' : 'Your name (optional)', name),
    labelled('E-mail', email),
    h('div', { class: 'acts' }, !isRequired && later, save),
  )
}

/** The form for closed hours. */
export function offlineForm(chat: Chat): HTMLFormElement {
  const name = h('input', { name: 'name', autocomplete: 'name', required: true, maxlength: '120' })
  const contact = h('input', { name: 'contact', autocomplete: 'email', required: true, maxlength: '254' })
  const body = h('textarea', { name: 'message', rows: '4', required: true, maxlength: '4000' })
  body.value = chat.draft()
  body.addEventListener('input', () => chat.draft(body.value))
  const send = h('button', { class: 'main', type: 'submit' }, 'Send message')
  const work = async () => {
    const input = { name: name.value.trim(), contact: contact.value.trim(), body: body.value.trim() }
    if (await chat.leave(input)) chat.draft('')
  }
  return h(
    'form',
    { class: 'card', 'aria-label': 'Leave a message', onsubmit: onSubmit(send, work) },
    labelled('Your name', name),
    labelled('E-mail or telephone', contact),
    labelled('Message', body),
    h('div', { class: 'acts' }, send),
  )
}
