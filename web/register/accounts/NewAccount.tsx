import { Button, MultiSelect, Radio, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accessSchema, type AccountAccess, accountViewSchema } from '../../../domain/accounts/account.ts';
import type { Membership } from '../../../domain/policy/roles.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { AccessShown } from './AccessShown.tsx';
import classes from './AccountsPage.module.css';
import { scopeChoicesQuery } from './account-queries.ts';
import { MembershipEditor } from './MembershipEditor.tsx';

interface Props {
  onMade: (id: string) => void;
  onClose: () => void;
}

/** A new account: who it is, what they may do, and how they get in first. */
export function NewAccount({ onMade, onClose }: Props) {
  const { t } = useTranslation('accounts');
  const queryClient = useQueryClient();
  const choices = useQuery(scopeChoicesQuery()).data;
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [signInName, setSignInName] = useState('');
  const [memberships, setMemberships] = useState<Membership[]>([]);
  const [crewIds, setCrewIds] = useState<string[]>([]);
  const [access, setAccess] = useState<AccountAccess['kind']>('invitation');
  const make = useMutation({
    mutationFn: () =>
      request(accountViewSchema.extend({ access: accessSchema }), '/api/accounts', {
        method: 'POST',
        body: {
          name,
          email: email.trim() === '' ? null : email.trim(),
          signInName: signInName.trim() === '' ? null : signInName.trim(),
          memberships,
          crewIds,
          access,
        },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['accounts'] }),
  });
  if (make.data) {
    return (
      <div>
        <Title order={2} size="h4">
          {make.data.name}
        </Title>
        <AccessShown access={make.data.access} />
        <Button mt="md" onClick={() => onMade(make.data.id)}>
          {t('openAccount')}
        </Button>
      </div>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  const isComplete = name.trim() !== '' && (email.trim() !== '' || signInName.trim() !== '');
  return (
    <form onSubmit={submit}>
      <Title order={2} size="h4" mb="sm">
        {t('new')}
      </Title>
      <div className={classes.fields}>
        <TextInput label={t('name')} required autoFocus value={name} onChange={(e) => setName(e.currentTarget.value)} />
        <TextInput label={t('email')} type="email" value={email} onChange={(e) => setEmail(e.currentTarget.value)} />
        <TextInput
          label={t('signInName')}
          description={t('signInNameHint')}
          value={signInName}
          onChange={(e) => setSignInName(e.currentTarget.value)}
        />
      </div>
      <div className={classes.part}>
        <Title order={3} size="h6">
          {t('roles')}
        </Title>
        <MembershipEditor memberships={memberships} onChange={setMemberships} />
        {memberships.some(({ role }) => role === 'driver') && (
          <MultiSelect
            label={t('crews')}
            searchable
            data={choices?.crew.map(({ id, label }) => ({ value: id, label }))}
            value={crewIds}
            onChange={setCrewIds}
          />
        )}
      </div>
      <Radio.Group
        className={classes.part}
        label={t('access.title')}
        value={access}
        onChange={(value) => setAccess(value === 'password' ? 'password' : 'invitation')}
      >
        <Radio value="invitation" label={t('access.byInvitation')} mt={6} />
        <Radio value="password" label={t('access.byPassword')} mt={6} />
      </Radio.Group>
      {make.isError && (
        <Text role="alert" size="sm" c="var(--tx-unserved)" mt="sm">
          {messageOf(make.error)}
        </Text>
      )}
      <div className={classes.buttons} style={{ marginTop: 16 }}>
        <Button type="submit" disabled={!isComplete} loading={make.isPending}>
          {t('make')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
