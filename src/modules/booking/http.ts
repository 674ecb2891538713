import { catalogueEndpoints } from './http/catalogue.ts'
import { guestEndpoints } from './http/guest.ts'
import { officeEndpoints } from './http/office.ts'
import { visitEndpoints } from './http/visit.ts'

export const endpoints = [...catalogueEndpoints, ...guestEndpoints, ...officeEndpoints, ...visitEndpoints]
