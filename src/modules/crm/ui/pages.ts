import { route } from '@react-router/dev/routes'

export const officePages = [
  route('clients', 'modules/crm/ui/clients-page.tsx'),
  route('clients/new', 'modules/crm/ui/new-client-page.tsx'),
  route('clients/:clientId', 'web/office/clients/client-page.tsx'),
]
