import { Button } from "@/components/ui/button";
import styles from "@/components/ui/list-page.module.css";
import { Moment } from "@/components/ui/moment";
import { MorePages } from "@/components/ui/more-pages";
import { PrivateHead } from "@/components/ui/private-head";
import { Said } from "@/components/ui/said";
import { Search } from "@/components/ui/search";
import { Select } from "@/components/ui/select";
import { addressOf } from "@/lib/address-text";
import type { Flash } from "@/lib/flash";
import { momentsIn } from "@/lib/moment-words";
import type { AccountPage, ListedAccount } from "../model/account-types";
import { ACCOUNTS, AUDIT_TRAIL } from "../model/paths";

const ROLES = [
  { value: "member", label: "Member" },
  { value: "curator", label: "Curator" },
  { value: "admin", label: "Admin" },
];

interface Slice {
  search: string;
  after: string;
}

interface AccountListProps {
  page: AccountPage;
  slice: Slice;
  said: Flash | null;
  /** The reader's own account. */
  ownId: string;
  zone: string;
}

/** All accounts, for those who decide what each may do. */
export function AccountList({ page, slice, said, ownId, zone }: AccountListProps) {
  const tell = momentsIn(zone);
  const { search, after } = slice;
  const next =
    page.next_after === null ? null : addressOf(ACCOUNTS, { search, after: page.next_after });
  return (
    <div className={styles.page}>
      <PrivateHead title="Accounts" said={said} />
      <header className={styles.head}>
        <h1>Accounts</h1>
        {said === null ? null : <Said said={said} />}
      </header>
      <Search
        action={ACCOUNTS}
        name="search"
        label="Name or e-mail address"
        initial={search}
        submitLabel="Search"
      />
      {page.accounts.length === 0 ? <p>No account is like that.</p> : null}
      <ul className={styles.list}>
        {page.accounts.map((account) => (
          <Entry
            key={account.id}
            account={account}
            slice={slice}
            isOwn={account.id === ownId}
            tell={tell}
          />
        ))}
      </ul>
      <MorePages
        first={after === "" ? null : addressOf(ACCOUNTS, { search })}
        next={next}
        nextLabel="More accounts"
      />
    </div>
  );
}

interface EntryProps {
  account: ListedAccount;
  slice: Slice;
  isOwn: boolean;
  tell: (instant: string) => string;
}

function Entry({ account, slice, isOwn, tell }: EntryProps) {
  return (
    <li className={styles.entry}>
      <div className={styles.words}>
        <h2>
          {account.display_name}
          {isOwn ? <span className={styles.tag}>You</span> : null}
          {account.is_active ? null : <span className={styles.alert}>Deactivated</span>}
        </h2>
        <p>
          {account.email}
          {account.is_email_verified ? "" : " (not confirmed)"}
        </p>
        <p className={styles.small}>
          Here since <Moment instant={account.created_at} tell={tell} />,{" "}
          {account.last_used_at === null ? (
            "never used"
          ) : (
            <>
              last used <Moment instant={account.last_used_at} tell={tell} />
            </>
          )}
        </p>
        <p className={styles.small}>
          <a href={addressOf(AUDIT_TRAIL, { actor: account.id })}>
            What {account.display_name} did
          </a>
        </p>
        <p className={styles.small}>
          <a href={addressOf(AUDIT_TRAIL, { subject: `account:${account.id}` })}>
            What happened to this account
          </a>
        </p>
      </div>
      <div className={styles.forms}>
        <RoleForm account={account} slice={slice} />
        <ActivityForm account={account} slice={slice} />
      </div>
    </li>
  );
}

type FormProps = Pick<EntryProps, "account" | "slice">;

function RoleForm({ account, slice }: FormProps) {
  return (
    <form className={styles.role} method="post" action="/admin/accounts/role/submit">
      <About account={account} slice={slice} />
      <Select
        id={`role-${account.id}`}
        name="role"
        label={
          <>
            Role <span className="visually-hidden">of {account.display_name}</span>
          </>
        }
        initial={account.role}
        options={ROLES}
      />
      <Button kind="quiet">
        Save<span className="visually-hidden"> the role of {account.display_name}</span>
      </Button>
    </form>
  );
}

function ActivityForm({ account, slice }: FormProps) {
  return (
    <form method="post" action="/admin/accounts/activity/submit">
      <About account={account} slice={slice} />
      <input type="hidden" name="is_active" value={String(!account.is_active)} />
      <Button kind={account.is_active ? "grave" : "quiet"}>
        {account.is_active ? "Deactivate" : "Activate"}
        <span className="visually-hidden"> {account.display_name}</span>
      </Button>
    </form>
  );
}

/** Which account a form changes, and the part of the list to come back to. */
function About({ account, slice }: FormProps) {
  return (
    <>
      <input type="hidden" name="account" value={account.id} />
      <input type="hidden" name="name" value={account.display_name} />
      <input type="hidden" name="search" value={slice.search} />
      <input type="hidden" name="after" value={slice.after} />
    </>
  );
}
