; The installer for one person: no administrator is asked for, and what people wrote is never removed.
; packaging/build.py windows runs it by Inno Setup 6: ISCC /DVersion=0.1.0 packaging\windows\kpidesk.iss
#ifndef Version
  #error Say the version: /DVersion=0.1.0
#endif

[Setup]
AppId={{5C0B7C0E-6B43-4C4E-9A57-3B2E6C0F7D11}
AppName=KPI Desk
AppVersion={#Version}
AppPublisher=The KPI Desk developers
DefaultDirName={localappdata}\Programs\KPI Desk
DefaultGroupName=KPI Desk
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
CloseApplications=yes
Compression=lzma2
SolidCompression=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\kpidesk.ico
UninstallDisplayIcon={app}\KPI Desk.exe
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; Libraries of the version before; nothing of a person lies there.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\kpidesk\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\KPI Desk"; Filename: "{app}\KPI Desk.exe"
Name: "{userdesktop}\KPI Desk"; Filename: "{app}\KPI Desk.exe"; Tasks: desktopicon

[Registry]
; HKA is the person's own part of the registry here.
Root: HKA; Subkey: "Software\Classes\.kpidesk"; ValueType: string; ValueData: "KPIDesk.Desk"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\KPIDesk.Desk"; ValueType: string; ValueData: "KPI Desk file"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\KPIDesk.Desk\DefaultIcon"; ValueType: string; ValueData: "{app}\KPI Desk.exe,0"
Root: HKA; Subkey: "Software\Classes\KPIDesk.Desk\shell\open\command"; ValueType: string; ValueData: """{app}\KPI Desk.exe"" ""%1"""

[Run]
Filename: "{app}\KPI Desk.exe"; Description: "{cm:LaunchProgram,KPI Desk}"; Flags: nowait postinstall skipifsilent

; There is no [UninstallDelete]: settings, working copies and backups stay in the person's own folder.
