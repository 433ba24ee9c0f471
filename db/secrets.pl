#!/usr/bin/perl
# Turns secrets into files, each for whom it is meant: the superuser's password for the first start
# of the server, SCRAM-SHA-256 verifiers for the role step, a database URL for the app and one for
# migrations, what API and worker sign with, what the worker alone logs in to the mail server with and
# where it posts alerts, what backups are encrypted with, what the off-site copy is written with, and
# for PgBouncer, where it runs, the verifiers of the app's two logins.
# Perl, because the postgres image ships it; core modules only.
#
# POSTGRES_PASSWORD, POSTGRES_APP_PASSWORD and POSTGRES_ADMIN_PASSWORD are required, those of APP_B,
# READONLY, BACKUP and MONITOR may be left out; each may be given as NAME_FILE instead.
# POSTGRES_APP_LOGIN says which of the pair the app uses: app or app_b.
#
# The secrets AUTH_… are made where they are not given, and kept; one that changes leaves the one
# before it in …_previous, so that what was signed with that is still accepted. A secret that there
# is none of is an empty file, which its reader takes for unset.
use strict;
use warnings;
use Digest::SHA qw(hmac_sha256 sha256);
use Encode      qw(decode encode FB_CROAK LEAVE_SRC);
use MIME::Base64 qw(decode_base64 encode_base64);
use Unicode::Normalize qw(NFKC);

my $BASE       = $ENV{SECRETS_BASE} // '/run/secrets-';
my $ITERATIONS = 4096;
my $SERVER_UID = 999;                             # postgres in its image
my $APP_UID    = $ENV{APP_UID} // 10001;          # the api image's user
my $SHORTEST   = 32;                              # characters of a secret that signs
my @POOLER     = ('pgbouncer', 6432);
my %OPTIONAL   = map { $_ => 1 } qw(APP_B READONLY BACKUP MONITOR);

main();

sub main {
    my %password = (SUPERUSER => required('POSTGRES_PASSWORD', $ENV{POSTGRES_USER}));
    for my $login (qw(APP APP_B ADMIN READONLY BACKUP MONITOR)) {
        my $variable = "POSTGRES_${login}_PASSWORD";
        $password{$login} =
            $OPTIONAL{$login}
            ? secret($variable)
            : required($variable, $ENV{"POSTGRES_${login}_USER"});
    }
    write_file('db', 'password', $password{SUPERUSER}, $SERVER_UID);
    for my $login (keys %password) {
        my $name = lc $login;
        if (!defined $password{$login}) {
            unlink path('roles', $name);
            next;
        }
        my $current = read_file(path('roles', $name));
        write_file('roles', $name, verifier_like($password{$login}, $current), $SERVER_UID);
    }
    my $app_user = $ENV{POSTGRES_APP_USER} || 'srq_hpn_app';
    my $choice   = $ENV{POSTGRES_APP_LOGIN} || 'app';
    refuse("POSTGRES_APP_LOGIN is '$choice': it may be app or app_b.") if $choice !~ /^app(_b)?$/;
    refuse('POSTGRES_APP_LOGIN is app_b, so POSTGRES_APP_B_PASSWORD is needed.')
        if !defined $password{ uc $choice };
    $app_user .= '_b' if $choice eq 'app_b';
    my @server = ($ENV{DATABASE_HOST} || 'db', $ENV{DATABASE_PORT} || 5432);
    my $direct = url($app_user, $password{ uc $choice }, @server);
    # A database that somebody else runs is given whole.
    my $managed = secret('DATABASE_URL');
    my $pooled  = !$managed && has_pooler() && url($app_user, $password{ uc $choice }, @POOLER);
    write_file('app', 'database_url', $managed // ($pooled || $direct), $APP_UID);
    write_file('app', 'database_url_direct', $pooled ? $direct : '', $APP_UID);
    write_file('app', 'database_url_replica', secret('DATABASE_URL_REPLICA') // '', $APP_UID);
    write_file('pgbouncer', 'userlist.txt', userlist(), $SERVER_UID) if has_pooler();
    write_file('admin', 'database_url',
        secret('DATABASE_URL_ADMIN')
            // url($ENV{POSTGRES_ADMIN_USER} || 'srq_hpn_admin', $password{ADMIN}, @server), $APP_UID);
    keep_signing_secret($_) for qw(AUTH_ACCESS_SECRET AUTH_REFRESH_SECRET AUTH_LINK_SECRET);
    for my $name (qw(FIRST_ADMIN_PASSWORD INTERNAL_API_TOKEN)) {
        write_file('app', lc $name, refuse_placeholder($name, secret($name)) // '', $APP_UID);
    }
    for my $name (qw(ALERT_WEBHOOK_URL SMTP_PASSWORD)) {
        write_file('worker', lc $name, secret($name) // '', $APP_UID);
    }
    write_file('repository', 'passphrase', passphrase() // '', $SERVER_UID);
    for my $name (qw(OFFSITE_ACCESS_KEY_ID OFFSITE_SECRET_ACCESS_KEY OFFSITE_PASSWORD)) {
        write_file('offsite', lc $name, refuse_placeholder($name, secret($name)) // '', $SERVER_UID);
    }
    return;
}

# Compose starts PgBouncer where its profile is asked for; what is asked for is passed on to here.
sub has_pooler {
    return scalar grep { $_ eq 'pgbouncer' || $_ eq '*' } split /\s*,\s*/, $ENV{COMPOSE_PROFILES} // '';
}

# PgBouncer opens the server with what a client proved to it, if both know the same verifier.
sub userlist {
    my $app_user = $ENV{POSTGRES_APP_USER} || 'srq_hpn_app';
    my %name_of  = (app => $app_user, app_b => "${app_user}_b");
    my $lines    = '';
    for my $login (sort keys %name_of) {
        my $verifier = read_file(path('roles', $login)) // next;
        $lines .= qq{"$name_of{$login}" "$verifier"\n};
    }
    return $lines;
}

sub keep_signing_secret {
    my ($name) = @_;
    my $file     = lc $name;
    my $current  = read_file(path('app', $file)) // '';
    my $given    = signing_secret($name);
    my $previous = signing_secret("${name}_PREVIOUS")
        // ((defined $given && $current ne '' && $given ne $current)
            ? $current
            : read_file(path('app', "${file}_previous")) // '');
    # First what was, so that an interrupted step forgets nothing.
    write_file('app', "${file}_previous", $previous, $APP_UID);
    write_file('app', $file, $given // ($current ne '' ? $current : random_secret()), $APP_UID);
    return;
}

sub signing_secret {
    my ($name) = @_;
    my $value = refuse_placeholder($name, secret($name)) // return;
    my $text = eval { decode('UTF-8', $value, FB_CROAK | LEAVE_SRC) } // $value;
    refuse("$name is shorter than $SHORTEST characters: leave it out and a strong one is made.")
        if length $text < $SHORTEST;
    return $value;
}

# It stands in a line of pgBackRest's configuration.
sub passphrase {
    my $value = refuse_placeholder('BACKUP_PASSPHRASE', secret('BACKUP_PASSPHRASE')) // return;
    refuse('BACKUP_PASSPHRASE must be at least 20 characters, ASCII, and without spaces.')
        if $value !~ /\A[\x21-\x7E]{20,}\z/;
    return $value;
}

sub random_secret {
    my $word = encode_base64(random_bytes(32), '');
    return $word =~ tr{+/=}{-_}dr;
}

sub refuse {
    my ($sentence) = @_;
    print STDERR "$sentence\n";
    exit 1;
}

# NAME, or what the file NAME_FILE holds without its last line break; undef where there is neither.
sub secret {
    my ($name) = @_;
    my $value = $ENV{$name} // '';
    if (my $file = $ENV{"${name}_FILE"}) {
        $value = read_file($file) // refuse("${name}_FILE names $file, which cannot be read.");
        $value =~ s/\r?\n\z//;
    }
    return $value =~ /\S/ ? $value : undef;
}

sub required {
    my ($name, $login) = @_;
    my $value = secret($name);
    if (!defined $value) {
        refuse("$name is missing: `scripts/init-env` writes a file with strong secrets.");
    }
    return refuse_placeholder($name, $value, $login);
}

sub refuse_placeholder {
    my ($name, $value, $login) = @_;
    return $value if !defined $value || ($ENV{APP_ENV} // 'production') eq 'development';
    refuse("$name is a placeholder: give it a strong secret (`scripts/init-env` makes one).")
        if is_placeholder($value, $login // '');
    return $value;
}

# The same words as app/kernel/credentials.py refuses.
sub is_placeholder {
    my ($value, $login) = @_;
    $value =~ s/\A\s+|\s+\z//g;
    return 1 if $value eq $login;
    return $value =~ m{
        \A (?: change[-_ ]?(?:me|this|it).* | replace[-_ ]?(?:me|this|it|with).* | your[-_ ].*
        | <.*> | \[.*\]
        | (?:my[-_ ]?)?(?:super[-_ ]?)?(?:secret|password|passwd)(?:[-_ ]?here)?\d*
        | example.* | placeholder.* | todo | fixme | x{3,} | \*+ | [.]{3}
        | postgres | admin | root | test | 1234\d* ) \z
    }xis;
}

sub path { my ($reader, $name) = @_; return "$BASE$reader/$name"; }

sub read_file {
    my ($path) = @_;
    open my $handle, '<:raw', $path or return;
    local $/ = undef;
    return scalar <$handle>;
}

sub write_file {
    my ($reader, $name, $content, $uid) = @_;
    my $path = path($reader, $name);
    my $current = read_file($path);
    if (!defined $current || $current ne $content) {
        umask 0377;
        unlink "$path.new";
        open my $handle, '>:raw', "$path.new" or refuse("$path cannot be written: $!.");
        print {$handle} $content;
        close $handle or refuse("$path cannot be written: $!.");
        rename "$path.new", $path or refuse("$path cannot be written: $!.");
    }
    chown $uid, $uid, $path if $> == 0;
    return;
}

sub url {
    my ($user, $password, $host, $port) = @_;
    my @parts = map { s/([^A-Za-z0-9_.~-])/sprintf '%%%02X', ord $1/ger }
        ($user, $password, $ENV{POSTGRES_DB} || 'srq_hpn');
    return "postgresql://$parts[0]:$parts[1]\@$host:$port/$parts[2]";
}

# The verifier that there is, if it belongs to this password: salts are random, so a new one at
# every start would change the role at every start.
sub verifier_like {
    my ($password, $current) = @_;
    if (defined $current && $current =~ /\ASCRAM-SHA-256\$(\d+):([^\$]+)\$/) {
        return $current if verifier($password, decode_base64($2), $1) eq $current;
    }
    return verifier($password, random_bytes(16), $ITERATIONS);
}

sub random_bytes {
    my ($count) = @_;
    open my $random, '<:raw', '/dev/urandom' or refuse("There is no randomness here: $!.");
    my $bytes = '';
    my $read  = read($random, $bytes, $count);
    refuse('There is no randomness here.') if ($read // 0) != $count;
    return $bytes;
}

# RFC 5802 section 3, as src/common/scram-common.c stores it.
sub verifier {
    my ($password, $salt, $iterations) = @_;
    my $key  = prepared($password);
    my $last = hmac_sha256($salt . pack('N', 1), $key);
    my $salted = $last;
    for (2 .. $iterations) {
        $last = hmac_sha256($last, $key);
        $salted ^= $last;
    }
    my $stored_key = sha256(hmac_sha256('Client Key', $salted));
    my $server_key = hmac_sha256('Server Key', $salted);
    my ($salt_word, $stored_word, $server_word) =
        map { encode_base64($_, '') } ($salt, $stored_key, $server_key);
    return "SCRAM-SHA-256\$$iterations:$salt_word\$$stored_word:$server_word";
}

# SASLprep (RFC 4013 with the tables of RFC 3454), or the bytes as they are where it refuses.
sub prepared {
    my ($bytes) = @_;
    return $bytes if $bytes !~ /[^\x00-\x7F]/;
    my $text = eval { decode('UTF-8', $bytes, FB_CROAK | LEAVE_SRC) } // return $bytes;
    $text =~ s/[\x{A0}\x{1680}\x{2000}-\x{200B}\x{202F}\x{205F}\x{3000}]/ /g;    # C.1.2
    $text =~ s/[\x{AD}\x{34F}\x{1806}\x{180B}-\x{180D}\x{200C}\x{200D}\x{2060}\x{FE00}-\x{FE0F}\x{FEFF}]//g;    # B.1
    # PostgreSQL asks this before the normalisation, whose tables are newer than those of the RFC.
    return $bytes if $text eq '' || $text =~ /\P{Present_In: 3.2}/;    # A.1
    return $bytes if $text =~ /[\x00-\x1F\x7F\x80-\x9F\x{A0}\x{1680}\x{2000}-\x{200F}\x{2028}-\x{202F}
        \x{205F}-\x{2063}\x{206A}-\x{206F}\x{3000}\x{6DD}\x{70F}\x{180E}\x{340}\x{341}\x{2FF0}-\x{2FFB}
        \x{E000}-\x{F8FF}\x{FEFF}\x{FFF9}-\x{FFFD}\x{1D173}-\x{1D17A}\x{E0001}\x{E0020}-\x{E007F}
        \x{F0000}-\x{FFFFD}\x{100000}-\x{10FFFD}]|\p{Noncharacter_Code_Point}/xx;    # C.1.2 to C.9
    my $right_to_left = qr/[\x{5BE}\x{5C0}\x{5C3}\x{5D0}-\x{5EA}\x{5F0}-\x{5F4}\x{61B}\x{61F}
        \x{621}-\x{63A}\x{640}-\x{64A}\x{66D}-\x{66F}\x{671}-\x{6D5}\x{6DD}\x{6E5}\x{6E6}\x{6FA}-\x{6FE}
        \x{700}-\x{70D}\x{710}\x{712}-\x{72C}\x{780}-\x{7A5}\x{7B1}\x{200F}\x{FB1D}\x{FB1F}-\x{FB28}
        \x{FB2A}-\x{FB36}\x{FB38}-\x{FB3C}\x{FB3E}\x{FB40}\x{FB41}\x{FB43}\x{FB44}\x{FB46}-\x{FBB1}
        \x{FBD3}-\x{FD3D}\x{FD50}-\x{FD8F}\x{FD92}-\x{FDC7}\x{FDF0}-\x{FDFC}\x{FE70}-\x{FE74}
        \x{FE76}-\x{FEFC}]/xx;                                                        # D.1
    if ($text =~ $right_to_left) {
        return $bytes if $text =~ /\p{Bidi_Class: L}/;                                # D.2
        return $bytes if $text !~ /\A$right_to_left/ || $text !~ /$right_to_left\z/;
    }
    return encode('UTF-8', NFKC($text));
}
