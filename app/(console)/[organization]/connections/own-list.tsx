"use client"

import { ConnectionList, type ListProps } from "@/components/connections/connection-list"
import { rowActions } from "./row-actions"

/** As the panel's list, without what is done to many at once. */
export const OwnList = (props: ListProps) => <ConnectionList {...props} actions={rowActions} />
