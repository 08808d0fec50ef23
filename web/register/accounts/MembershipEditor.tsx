import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Membership, ROLES, type Role, SCOPES_OF_ROLE, type ScopeKind } from '../../../domain/policy/roles.ts';
import classes from './AccountsPage.module.css';
import { scopeChoicesQuery } from './account-queries.ts';

interface Props {
  memberships: readonly Membership[];
  onChange: (memberships: Membership[]) => void;
  isBusy?: boolean;
}

/** What somebody may be, line by line: the role, and over what. */
export function MembershipEditor({ memberships, onChange, isBusy = false }: Props) {
  const { t } = useTranslation('accounts');
  const ui = useTranslation('ui').t;
  const choices = useQuery(scopeChoicesQuery()).data;

  /** The things a role can be held over, as `kind:id`. */
  const scopesOf = (role: Role) =>
    SCOPES_OF_ROLE[role].flatMap((kind) =>
      kind === 'town'
        ? [{ value: 'town:', label: t('wholeTown') }]
        : (choices?.[kind] ?? []).map(({ id, label }) => ({ value: `${kind}:${id}`, label })),
    );
  const replace = (index: number, next: Membership | null) =>
    onChange(memberships.flatMap((each, at) => (at === index ? (next ?? []) : each)));
  const withRole = (role: Role): Membership | null => {
    const [first] = scopesOf(role);
    return first ? grantOf(role, first.value) : null;
  };
  return (
    <>
      {memberships.map((membership, index) => (
        <div key={`${membership.role} ${membership.scopeId ?? ''}`} className={classes.grant}>
          <Select
            aria-label={t('role')}
            size="sm"
            allowDeselect={false}
            disabled={isBusy}
            value={membership.role}
            data={ROLES.map((role) => ({
              value: role,
              label: ui(`role.${role}`),
              disabled: scopesOf(role).length === 0,
            }))}
            onChange={(role) => {
              const next = ROLES.find((each) => each === role);
              if (next) replace(index, withRole(next));
            }}
          />
          <Select
            aria-label={t('over')}
            size="sm"
            searchable
            allowDeselect={false}
            disabled={isBusy}
            value={`${membership.scopeKind}:${membership.scopeId ?? ''}`}
            data={scopesOf(membership.role)}
            onChange={(value) => value && replace(index, grantOf(membership.role, value))}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={isBusy}
            aria-label={t('takeRole', { role: ui(`role.${membership.role}`) })}
            onClick={() => replace(index, null)}
          >
            <IconTrash size={17} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="light"
          disabled={isBusy}
          leftSection={<IconPlus size={15} />}
          onClick={() => {
            const held = new Set(memberships.map(({ role }) => role));
            const role = [...ROLES].reverse().find((each) => !held.has(each) && scopesOf(each).length > 0);
            const next = role && withRole(role);
            if (next) onChange([...memberships, next]);
          }}
        >
          {t('giveRole')}
        </Button>
      </div>
    </>
  );
}

function grantOf(role: Role, scope: string): Membership {
  const [kind = 'town', id = ''] = scope.split(':');
  const scopeKind = SCOPES_OF_ROLE[role].find((each: ScopeKind) => each === kind) ?? 'town';
  return { role, scopeKind, scopeId: id === '' ? null : id, townId: null };
}
