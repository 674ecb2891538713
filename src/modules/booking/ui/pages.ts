import { catalogueOfficePages, catalogueSettingsPages } from './office-catalogue-pages.ts'
import { bookingPublicPages } from './public-pages.ts'

export const officePages = [...catalogueOfficePages]

export const settingsPages = [...catalogueSettingsPages]

export const publicPages = [...bookingPublicPages]
